# Formatos en que se descargan las capas.
crs-of-format = { $format } va siempre en { $crs }; quite crs, o pida otro formato
storage-full = no hay espacio en el disco del servicio para preparar el archivo; pida menos con bbox o filter, o avise al administrador
problem-507 = No hay espacio en el disco
