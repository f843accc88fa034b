# Messages of src/app.

study-area-too-wide = el área de estudio llega a { $degrees } grados de su centro y solo se dibujan zonas hasta 60; dé un polígono más pequeño en el ajuste study_area
too-much-work = las posiciones están demasiado lejos de toda cocina para responder de una vez (se detuvo en la número { $number }); envíe menos
import-numbers-taken = el archivo no trae identificadores y { $count } de los que se harían con el número de fila, entre ellos { $first }, ya son de filas registradas; indique con --id-column la columna que las identifica
