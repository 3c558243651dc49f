-- Until when changes of rows ring, in milliseconds since 1970. A sequence, since what is set in one is seen at once,
-- also by transactions that began before, and undone by none.
CREATE SEQUENCE {doorbell} MINVALUE 0 START WITH 0;
COMMENT ON SEQUENCE {doorbell} IS 'Until when changes of rows ring: while somebody sleeps who is to push them';
