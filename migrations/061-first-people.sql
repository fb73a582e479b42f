-- The first administrators of a Participant are invited on the console of the host, by no officer.
alter table access.invitation alter column invited_by drop not null;
