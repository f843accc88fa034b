# Messages of src/app.

study-area-too-wide = the study area reaches { $degrees } degrees from its middle and catchments are drawn up to 60; give a smaller polygon in the setting study_area
too-much-work = the positions are too far from every kitchen to answer in one request (stopped at number { $number }); send fewer
import-numbers-taken = the file has no ids, and { $count } of those that would be made from row numbers, { $first } among them, already belong to registered rows; name the column that identifies them with --id-column
