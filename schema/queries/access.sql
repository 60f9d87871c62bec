-- Accounts, what lets them in, and what was done about them.

-- name: add_account  (account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state, stamp)
INSERT INTO account (account, login, name, role, scope, password, totp, totp_step, failures,
                     locked_until, state, stamp)
VALUES (:account, :login, :name, :role, :scope, :password, :totp, :totp_step, :failures,
        :locked_until, :state, :stamp);

-- name: change_account  (account, name, role, scope, password, totp, totp_step, failures, locked_until, state)
UPDATE account SET name = :name, role = :role, scope = :scope, password = :password, totp = :totp,
       totp_step = :totp_step, failures = :failures, locked_until = :locked_until, state = :state
 WHERE account = :account;

-- name: account_by_login  (login) -> account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state, stamp
SELECT account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state,
       stamp
  FROM account WHERE login = :login;

-- name: account_by_number  (account) -> account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state, stamp
SELECT account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state,
       stamp
  FROM account WHERE account = :account;

-- name: last_account  () -> account
SELECT max(account) FROM account;

-- name: add_pass  (hash, pass, account, kind, name, scope, address, opened, seen, ends)
INSERT INTO pass (hash, pass, account, kind, name, scope, address, opened, seen, ends)
VALUES (:hash, :pass, :account, :kind, :name, :scope, :address, :opened, :seen, :ends);

-- name: pass_by_hash  (hash) -> hash, pass, account, kind, name, scope, address, opened, seen, ends
SELECT hash, pass, account, kind, name, scope, address, opened, seen, ends
  FROM pass WHERE hash = :hash;

-- name: passes_of_account  (account) -> hash, pass, account, kind, name, scope, address, opened, seen, ends
SELECT hash, pass, account, kind, name, scope, address, opened, seen, ends
  FROM pass WHERE account = :account ORDER BY pass;

-- name: last_pass  () -> pass
SELECT max(pass) FROM pass;

-- name: see_pass  (hash, seen)
UPDATE pass SET seen = :seen WHERE hash = :hash;

-- name: end_pass  (account, pass)
DELETE FROM pass WHERE account = :account AND pass = :pass;

-- name: end_passes  (account, kind)
DELETE FROM pass WHERE account = :account AND kind = :kind;

-- name: end_old_passes  (now)
DELETE FROM pass WHERE ends < :now;

-- name: last_deed  () -> entry, chain
SELECT entry, chain FROM deed ORDER BY entry DESC LIMIT 1;

-- name: add_deed  (entry, act, author, about, detail, address, stamp, chain)
INSERT INTO deed (entry, act, author, about, detail, address, stamp, chain)
VALUES (:entry, :act, :author, :about, :detail, :address, :stamp, :chain);
