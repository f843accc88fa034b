# El marco de la página.
page-title = cercania: hogares y cocinas
page-tasks = Tareas
panel-map = Mapa
panel-coverage = Cobertura
panel-assign = Asignar
panel-what-if = ¿Y si…?
panel-import = Importar
straight-lines = Todas las distancias son en línea recta, no es camino.
waiting = Cargando…
undo = Deshacer
undone = Deshecho.
close = Cerrar
service-unreached = No se pudo llegar al servicio. Revise que cercania esté funcionando y vuelva a intentarlo.
service-refused = El servicio respondió { $status }. Vuelva a intentarlo.
ask-again = Volver a intentar
part-missing = No llegó esta parte de la página: no se pudo llegar al servicio, o cercania se actualizó mientras tanto.
part-again = Cargarla de nuevo
