# Messages of src/app.

study-area-too-wide = el área de estudio llega a { $degrees } grados de su centro y solo se dibujan zonas hasta 60; dé un polígono más pequeño en el ajuste study_area
too-much-work = las posiciones están demasiado lejos de toda cocina para responder de una vez (se detuvo en la número { $number }); envíe menos
import-numbers-taken = el archivo no trae identificadores y { $count ->
    [one] uno de los que se harían con el número de fila, { $first }, ya es de una fila registrada
   *[other] { $count } de los que se harían con el número de fila, entre ellos { $first }, ya son de filas registradas
}; indique con --id-column la columna que las identifica
edit-no-such-row = no existe { row-and-id }; las filas que hay están en /collections/{ $layer }/items
edit-no-such-kitchen = entrada { $entry }: no existe la cocina { $id }; búsquela en /collections/kitchens/items, o deje la entrada sin id para una cocina nueva
edit-id-taken = ya existe { row-and-id }; cambie esa fila (PUT o PATCH) o elija otro identificador
edit-other-id = la dirección nombra { $address } y la fila { $row }; un identificador no se puede cambiar: envíe la fila sin él o con el mismo
edit-not-one = elementos enviados: { $count }, donde se reemplaza una sola fila; envíe un solo Feature
edit-not-a-patch = el parche no es un objeto; envíe por ejemplo {"{"}"properties": {"{"}"persons": 4{"}"}{"}"} o {"{"}"geometry": …{"}"}
edit-changed = alguien cambió { row-and-id } (revisión { $revision }) después de que usted leyó sus datos; vuelva a leerlos y repita la edición
edit-moved = alguien cambió los datos (revisión { $revision }) después de que usted vio este cálculo; no se guardó nada: vuelva a calcular, mire qué cambia y guarde
edit-no-such-edit = no existe la edición { $edit }; las ediciones están en /edits
edit-undone = la edición { $edit } ya se deshizo con la edición { $by }; deshaga esa para recuperarla
edit-conflict = la edición { $edit } no se puede deshacer: { $count ->
    [one] una de sus filas cambió después
   *[other] { $count } de sus filas cambiaron después
}; deshaga primero las ediciones posteriores
edit-cancelled = la edición se detuvo; no se guardó nada
