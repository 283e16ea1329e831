-- Where strangers get their letters, one server after the other: everybody is told of a farewell.
CREATE INDEX stranger_by_address ON stranger (coalesce(shared_inbox, inbox));
