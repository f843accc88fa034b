# Formatos en que se descargan las capas.
crs-of-format = { $format } va siempre en { $crs }; quite crs, o pida otro formato
storage-full = no hay espacio en el disco del servicio para preparar el archivo; pida menos con bbox o filter, o avise al administrador
download-too-large = serían más de { $max_mib } MiB, demasiado para un solo archivo; redúzcalo con filter o bbox, o pida una capa a la vez
problem-507 = No hay espacio en el disco
