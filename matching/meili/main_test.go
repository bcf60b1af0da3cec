package meili_test

import (
	"os"
	"testing"

	"laowu/internal/db/testdb"
	"laowu/matching/meili/meilitest"
)

func TestMain(m *testing.M) { os.Exit(meilitest.Run(m, testdb.Run)) }
