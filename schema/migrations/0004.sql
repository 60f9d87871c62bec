-- From version 3 to 4, in one transaction: accounts, passes and deeds of the server, documents and
-- evidence of a county; the audit takes any act by name. No figure, fact or entry of the audit
-- changes. This text stays as it is, whatever tables.sql becomes later.

ALTER TABLE audit RENAME TO audit_3;
CREATE TABLE audit (
    county   {text}  NOT NULL,
    entry    {int64} NOT NULL CHECK (entry >= 1),
    revision {int64} NOT NULL CHECK (revision >= 1),
    act      {text}  NOT NULL CHECK (length(act) BETWEEN 1 AND 32),
    author   {text}  NOT NULL CHECK (length(author) >= 1),
    reason   {text}  NOT NULL,
    approver {text}  NOT NULL,
    stamp    {text}  NOT NULL CHECK (length(stamp) >= 1),
    counts   {text}  NOT NULL,
    content  {bytes} NOT NULL CHECK (length(content) = 32),
    chain    {bytes} NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (county, entry),
    UNIQUE (county, revision)
) {clustered};
INSERT INTO audit (county, entry, revision, act, author, reason, approver, stamp, counts, content,
                   chain)
SELECT county, entry, revision, act, author, reason, approver, stamp, counts, content, chain
  FROM audit_3 ORDER BY county, entry;
DROP TABLE audit_3;

CREATE TABLE account (
    account      {int32} NOT NULL PRIMARY KEY CHECK (account >= 1),
    login        {text}  NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 64),
    name         {text}  NOT NULL CHECK (length(name) <= 200),
    role         {text}  NOT NULL CHECK (length(role) <= 32),
    scope        {text}  NOT NULL CHECK (length(scope) <= 2000),
    password     {text}  NOT NULL CHECK (length(password) <= 128),
    totp         {bytes},
    totp_step    {int64} NOT NULL,
    failures     {int32} NOT NULL CHECK (failures >= 0),
    locked_until {int64} NOT NULL,
    state        {int16} NOT NULL CHECK (state BETWEEN 0 AND 2),
    stamp        {text}  NOT NULL CHECK (length(stamp) >= 1)
) {plain};

CREATE TABLE pass (
    hash    {bytes} NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    pass    {int32} NOT NULL UNIQUE CHECK (pass >= 1),
    account {int32} NOT NULL REFERENCES account (account),
    kind    {text}  NOT NULL CHECK (kind IN ('session', 'token', 'invitation')),
    name    {text}  NOT NULL CHECK (length(name) <= 200),
    scope   {text}  NOT NULL CHECK (length(scope) <= 2000),
    address {text}  NOT NULL CHECK (length(address) <= 64),
    opened  {int64} NOT NULL,
    seen    {int64} NOT NULL,
    ends    {int64} NOT NULL
) {plain};

CREATE TABLE deed (
    entry   {int64} NOT NULL PRIMARY KEY CHECK (entry >= 1),
    act     {text}  NOT NULL CHECK (length(act) BETWEEN 1 AND 32),
    author  {text}  NOT NULL,
    about   {text}  NOT NULL,
    detail  {text}  NOT NULL,
    address {text}  NOT NULL,
    stamp   {text}  NOT NULL CHECK (length(stamp) >= 1),
    chain   {bytes} NOT NULL CHECK (length(chain) = 32)
) {plain};

CREATE TABLE document (
    county   {text}  NOT NULL CHECK (length(county) BETWEEN 1 AND 32),
    kind     {text}  NOT NULL CHECK (length(kind) BETWEEN 1 AND 32),
    number   {int32} NOT NULL CHECK (number >= 1),
    revision {int32} NOT NULL CHECK (revision >= 1),
    title    {text}  NOT NULL CHECK (length(title) <= 200),
    author   {text}  NOT NULL CHECK (length(author) >= 1),
    stamp    {text}  NOT NULL CHECK (length(stamp) >= 1),
    gone     {int16} NOT NULL CHECK (gone BETWEEN 0 AND 1),
    body     {text}  NOT NULL,
    PRIMARY KEY (county, kind, number, revision)
) {clustered};

CREATE TABLE evidence (
    county   {text}  NOT NULL,
    period   {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    item     {text}  NOT NULL CHECK (length(item) BETWEEN 1 AND 200),
    revision {int64} NOT NULL CHECK (revision >= 1),
    name     {text}  NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    hash     {bytes} NOT NULL CHECK (length(hash) = 32),
    gone     {int16} NOT NULL CHECK (gone BETWEEN 0 AND 1),
    PRIMARY KEY (county, period, item, revision)
) {clustered};

UPDATE schema_version SET version = 4;
