-- From version 5 to 6: a split may divide one element by shares of its own. No figure, fact or entry of
-- the audit changes. This text stays as it is, whatever tables.sql becomes later.

CREATE TABLE unit_event_share (
    county  {text}  NOT NULL,
    event   {int32} NOT NULL,
    element {text}  NOT NULL CHECK (length(element) BETWEEN 1 AND 200),
    code    {text}  NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
    share   {int64} NOT NULL CHECK (share BETWEEN 0 AND 1000000),
    PRIMARY KEY (county, event, element, code)
) {clustered};

UPDATE schema_version SET version = 6;
