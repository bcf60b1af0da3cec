package pgsearch_test

import (
	"os"
	"testing"

	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }
