package access

import (
	"strconv"
	"strings"
)

// Sealed is a column of sealed values. Each noun lists its own, so that they
// can be counted and sealed anew.
type Sealed struct {
	Table  string
	Key    []string // the columns that tell the rows of one county apart
	Column string
	Field  Field
	County string // the column of the county that the values are bound to
}

// A batch is what is read, sealed and written in one transaction: some hundred
// kilobytes of numbers, some megabytes of files.
const (
	batchOfNumbers = 1000
	batchOfFiles   = 8
)

func (s Sealed) batchSize() int {
	if s.Field == File {
		return batchOfFiles
	}
	return batchOfNumbers
}

// countSQL counts a county's values ($1) by the head that names their key.
const countSQL = `
	SELECT substring({column} FROM 1 FOR 5), count(*) FROM {table}
	WHERE {county} = $1 AND {column} IS NOT NULL GROUP BY 1`

// readSQL asks for the county's ($1) next rows ($3) that another key sealed
// than the one whose number is $2. afterSQL follows a row, whose key comes
// from $4 on.
const (
	readSQL = `
	SELECT {column}, {key} FROM {table}
	WHERE {county} = $1 AND substring({column} FROM 2 FOR 4) <> $2 {after}
	ORDER BY {key} LIMIT $3`
	afterSQL = `AND ({key}) > ({$})`
)

// writeSQL puts values sealed anew ($3) in the place of those that were read
// ($2); the columns of the key come from $4 on. A row that changed in between
// stays as it is.
const writeSQL = `
	WITH batch AS (
	  SELECT * FROM unnest($2::bytea[], $3::bytea[], {$}) AS b (was, anew, {key})
	), free AS (
	  SELECT b.* FROM {table} t JOIN batch b ON ({t.key}) = ({b.key})
	  WHERE t.{county} = $1 FOR UPDATE OF t {locked}
	)
	UPDATE {table} t SET {column} = f.anew FROM free f
	WHERE t.{county} = $1 AND ({t.key}) = ({f.key}) AND t.{column} = f.was`

// What becomes of rows that another transaction holds. A batch passes them
// over: would it wait with rows of its own in hand, it and an import could wait
// for each other.
const (
	passOver = "SKIP LOCKED"
	await    = ""
)

func (s Sealed) countSQL() string { return s.fill(countSQL) }

func (s Sealed) readSQL(first bool) string {
	if first {
		return s.fill(readSQL, "{after}", "")
	}
	return s.fill(readSQL, "{after}", s.fill(afterSQL, "{$}", s.parameters(nil)))
}

// writeSQL takes the SQL types of the key's columns.
func (s Sealed) writeSQL(types []string, locked string) string {
	return s.fill(writeSQL, "{$}", s.parameters(types), "{locked}", locked)
}

// fill puts the column's names, and more, into a statement.
func (s Sealed) fill(sql string, more ...string) string {
	of := func(table string) string { return table + strings.Join(s.Key, ", "+table) }
	return strings.NewReplacer(append(more,
		"{table}", s.Table, "{column}", s.Column, "{county}", s.County,
		"{key}", of(""), "{t.key}", of("t."), "{b.key}", of("b."), "{f.key}", of("f."),
	)...).Replace(sql)
}

// parameters are those of the key's columns: single values, or arrays of the
// types.
func (s Sealed) parameters(types []string) string {
	all := make([]string, len(s.Key))
	for i := range all {
		all[i] = "$" + strconv.Itoa(i+4)
		if types != nil {
			all[i] += "::" + types[i] + "[]"
		}
	}
	return strings.Join(all, ", ")
}
