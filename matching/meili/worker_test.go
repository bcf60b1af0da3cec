package meili_test

import (
	"context"

	"laowu/internal/db"
)

// sees is what PostgreSQL says in the program: here the county sees all, an
// association its own, and others nobody.
func sees(_ context.Context, actor db.Actor) (all bool, scope []string, err error) {
	switch actor.Role {
	case db.Admin:
		return true, nil, nil
	case db.Association:
		return false, []string{"A:7"}, nil
	}
	return false, nil, nil
}
