# The page's frame.
page-title = cercania: households and kitchens
page-tasks = Tasks
panel-map = Map
panel-coverage = Coverage
panel-assign = Assign
panel-what-if = What if…?
panel-import = Import
straight-lines = All distances are straight lines, not walks.
waiting = Loading…
undo = Undo
undone = Undone.
close = Close
service-unreached = The service could not be reached. Check that cercania is running, and try again.
service-refused = The service answered { $status }. Try again.
ask-again = Try again
part-missing = This part of the page did not come: the service could not be reached, or cercania was updated meanwhile.
part-again = Load it again
