package db

// Intake is the temporary table that an import's checked rows are copied into.
// It begins with seq, file, sheet and row (integers: where each row came
// from); what follows are the columns that the nouns' merges read.
const Intake = "intake"

// Column of a temporary table: its name and SQL type.
type Column struct{ Name, Type string }
