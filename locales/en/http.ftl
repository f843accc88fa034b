# Messages of src/http.

service-title = cercania
service-description = Which community kitchen every household belongs to, how far it is, who is left out and why

link-self = This document
link-collections = The layers
link-coverage = Coverage report
link-catchments = Catchments report
link-nearest = The kitchens nearest to a position: lon, lat, k
link-assignments = The same for many positions: POST GeoJSON or CSV
link-what-if = What would be if kitchens opened, closed, moved or were new: POST
link-settings = What the office has decided
link-health = State of the service
link-edits = What was edited, when and by whom
link-edit = This edit
link-undo = Take this edit back: POST
link-history = History of this row


problem-400 = The request has an error
problem-403 = Not allowed
problem-404 = Does not exist
problem-405 = The address does not take this method
problem-406 = No answer in that format
problem-408 = The request did not arrive whole
problem-409 = The stored data do not allow it
problem-412 = It was changed meanwhile
problem-413 = Too large
problem-415 = This type of content is not taken
problem-421 = The request names another machine
problem-422 = The data sent have errors
problem-500 = The service failed
problem-503 = The service is busy
problem-other = The request was not answered

query-unreadable = what stands after the question mark cannot be read; write name=value, with & between parameters
parameter-unknown = there is no parameter "{ $name }" here; those that there are: { $allowed }
parameter-repeated = the parameter { $name } is given more than once; give it once
parameter-missing = the parameter { $name } is missing
parameter-not-a-number = { $name }: "{ $value }" is not a number; write digits, with a decimal point
parameter-out-of-range = { $name }: { $value } is outside { $min } to { $max }
parameter-limit-m = { $name }: { $value } is no coverage limit; give more than { $above } and at most { $max } metres
parameter-bands-m = { $name }: "{ $value }" are no distance bands; give 1 to { $most } rising numbers of metres above 0 with commas between, for example 50,100,150
parameter-not-one-of = { $name }: "{ $value }" is not one of { $allowed }
parameter-bbox = bbox: "{ $value }" is not a box; give west,south,east,north in degrees, longitudes in -180 to 180, latitudes in -90 to 90, south not above north
parameter-crs = { $name }: "{ $value }" is not a reference system that this service publishes in; it publishes in { $allowed }
parameter-not-an-id = { $name }: "{ $value }" is not an id; it has 1 to 64 letters A-Z, digits, dots, hyphens or underscores

page-unknown = there is no such address; the start page lists them all: /
layer-unknown = there is no such layer; those that there are: { $allowed }
item-unknown = no row of the layer “{ $layer ->
    [settlements] { layer-settlements }
    [kitchens] { layer-kitchens }
    [households] { layer-households }
    [catchments] { layer-catchments }
    [assignments] { layer-assignments }
   *[gaps] { layer-gaps }
}” has this id
settlement-unknown = no settlement has this id
method-not-allowed = this address takes { $allowed }
not-acceptable = the answer can be { $allowed }; ask for one of them with Accept or f=
media-type = the content must be { $allowed }; say so in Content-Type, or in Content-Encoding if it is compressed
body-too-large = what was sent has more than { $max } bytes; send it in parts
too-many-rows = what was sent has more than { $max } rows; send them in parts
body-incomplete = what was sent did not arrive whole in time; try again, or in smaller parts
body-unreadable = what was sent cannot be read: line { $line }, column { $column }: { $reason }
body-member-twice = an object of what was sent has "{ $member }" twice (the second time in line { $line }, column { $column }); nothing was saved: leave it once
column-missing = there is no column { $name }; the first line must name longitudes and latitudes in degrees, as lon and lat, and id and accuracy_m where there are any
column-ambiguous = several columns could be { $name }: { $columns }; call the right one { $name }
rows-invalid = { $count ->
    [one] 1 value is not valid
   *[other] { $count } values are not valid
}; no row was answered; mend those that are named and send everything again
host-not-allowed = the request names another machine; the service only answers to 127.0.0.1 and localhost
origin-not-allowed = a page of another site must not read these data
busy = too many requests are waiting; try again in a few seconds
took-too-long = the answer took longer than { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}; ask for less, or try again
internal = the service failed; the administrator finds the cause in the log by the number of this request
what-if-new-kitchen = New kitchen { $number }
request-refused = the request was not understood

other-page = the request comes from a page of another address; only pages of this service may write here
media-type-missing = the content must be { $allowed }, and the request does not say what it is; say so in Content-Type
layer-computed = { $layer ->
    [catchments] { layer-catchments }
    [assignments] { layer-assignments }
   *[gaps] { layer-gaps }
}: this layer is computed from settlements, kitchens and households, and changes when those are edited; the address takes { $allowed }
layer-without-history = { $layer ->
    [catchments] { layer-catchments }
    [assignments] { layer-assignments }
   *[gaps] { layer-gaps }
}: this layer is computed, and has no history of its own; look at that of settlements, kitchens and households

edit-rows-invalid = { $count ->
    [one] 1 row is not valid
   *[other] { $count } rows are not valid
}; nothing was written; mend those that are named and send everything again
edit-conflict-changed = it was changed again, last in edit { $revision }
edit-conflict-removed = it was removed since
edit-conflict-added = a row with its identifier was added since, in edit { $revision }
edit-conflict-invalid = as it was before another program had written it, and it was not valid
edit-store-unsure = the connection was lost while this was being written; it is not known whether it was: look at /edits before you send it again
edit-store-altered = another program changed the tables of the store; nothing was written: cercania check says what is missing
edit-store-away = the store cannot be reached just now; nothing was written, and what was last read is still shown; try again in a few seconds
edit-store-read-only = the store is read-only; nothing was written; the administrator finds the cause in the log
edit-store-full = the disk of the store is full; nothing was written; make room and try again

body-row-missing = it is missing
body-row-not-a-number = it is not a number; write digits, with a decimal point
body-row-longitude = a longitude is from -180 to 180 degrees; are the columns swapped?
body-row-latitude = a latitude is from -90 to 90 degrees; are the columns swapped?
body-row-zero-zero = the position is (0, 0), in the sea off Africa; leave the row out when it is not known
body-row-swapped = the position is over 50 km from every settlement and kitchen, and near one when exchanged; swap longitude and latitude
body-row-signs = the position is over 50 km from every settlement and kitchen, and near one with other signs; write the minus signs: south and west are negative
body-row-accuracy = an accuracy is zero or more metres
body-row-not-a-point = it is not a Point with two or three numbers
body-row-too-long = it has more than 200 characters
body-row-cells = the row has another number of cells than the first line
body-row-not-an-object = it is not an object; write for example {"{"}"id": "K-1", "status": "closed"{"}"}
body-row-member = there is no such member; those that there are: id, lon, lat, status, name, kind, rations
body-row-not-an-id = it is not an id; it has 1 to 64 letters A-Z, digits, dots, hyphens or underscores
body-row-twice = an earlier entry has the same id; say in one entry all that becomes of a kitchen

serve-not-loopback = { $address } can be reached from other machines and nobody has to log in: whoever reaches it reads every household; use 127.0.0.1, or allow it with --without-login
serve-without-login = Warning: { $address } can be reached from other machines and nobody has to log in: whoever reaches it reads the names, addresses and positions of every household
serve-in-use = another program listens on { $address } already; stop it, or choose another port with --bind
serve-listen = cannot listen on { $address }: { $error }
serve-stopped = the service stopped: { $error }

basemap-open = cannot open the background { $file }: { $error }
basemap-neither = { $file } is neither a PMTiles nor an MBTiles file; give one of them with --basemap
basemap-broken = { $file } cannot be read as tiles: { $error }
basemap-format = { $file } holds tiles of the kind { $format }; png, jpg, webp and pbf are drawn
basemap-template = { $value } is no address of tiles: { $fault ->
    [scheme] it begins with neither https:// nor http://
    [blank] it has a blank or a character that cannot be seen
    [fragment] it has a #, and what stands behind one reaches no server
    [user] it has a user or a password before the @, and the page would show them to whoever looks at it
    [host] “{ $part }” is not the name of a server; it has letters A-Z, digits, hyphens and dots
    [port] the port “{ $part }” is not a number from 1 to 65535
    [missing] { $part } is missing after the server's name
    [repeated] { $part } is there more than once
   *[unknown] nothing is put in for { $part }
}. Write https://host/.../{"{z}"}/{"{x}"}/{"{y}"}.png
basemap-tile = a tile of the background could not be read: { $error }
