-- Original files, and which of them a county's figures were read from.

-- name: has_original  (hash) -> size
SELECT size FROM original WHERE hash = :hash;

-- name: add_original  (hash, size, packing, bytes)
-- Two writers may bring the same file at once; the bytes are the same.
INSERT INTO original (hash, size, packing, bytes) VALUES (:hash, :size, :packing, :bytes)
ON CONFLICT (hash) DO NOTHING;

-- name: original  (hash) -> size, packing, bytes
SELECT size, packing, bytes FROM original WHERE hash = :hash;

-- name: files_of_county  (county) -> file, period, name, hash
SELECT file, period, name, hash FROM file WHERE county = :county ORDER BY file;

-- name: files_of_period  (county, period, revision) -> file, name, hash
SELECT file, name, hash FROM file
 WHERE county = :county AND period = :period AND revision <= :revision
 ORDER BY name, hash;

-- name: add_file  (county, file, period, revision, name, hash)
INSERT INTO file (county, file, period, revision, name, hash)
VALUES (:county, :file, :period, :revision, :name, :hash);

-- name: sheets_of_county  (county) -> sheet, file, name
SELECT sheet, file, name FROM sheet WHERE county = :county ORDER BY sheet;

-- name: add_sheet  (county, sheet, file, name)
INSERT INTO sheet (county, sheet, file, name) VALUES (:county, :sheet, :file, :name);
