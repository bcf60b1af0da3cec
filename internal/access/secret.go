package access

import (
	"context"
	"fmt"
	"runtime"

	"github.com/alexedwards/argon2id"

	"laowu/internal/db"
)

// Gate lets people in: it checks passwords, PINs and second factors, and slows
// guessing. Safe for several goroutines.
type Gate struct {
	DB    *db.DB
	Vault *Vault
	slots chan struct{} // how many secrets are checked at once: each takes 19 MiB
}

// secretCost is OWASP's choice for Argon2id: 19 MiB, two passes, one lane.
var secretCost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// dummy is what is kept of "nobody's", at secretCost. It is looked at for names
// that do not exist, and lets nobody in.
const dummy = "$argon2id$v=19$m=19456,t=2,p=1$T0OwO+6pA8ns0scp+P2eEg$VzYijWcBsFoD4hO+dotAqcezp4LvkzPEVgW2i5iR+q4"

// NewGate makes a gate.
func NewGate(d *db.DB, v *Vault) (*Gate, error) {
	return &Gate{DB: d, Vault: v, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}, nil
}

// hash makes what is kept of a secret.
func (g *Gate) hash(ctx context.Context, secret string) (string, error) {
	if err := g.wait(ctx); err != nil {
		return "", err
	}
	defer g.leave()
	kept, err := argon2id.CreateHash(secret, secretCost)
	if err != nil {
		return "", fmt.Errorf("hash secret: %w", err)
	}
	return kept, nil
}

// matches says whether a secret is the one kept.
func (g *Gate) matches(ctx context.Context, secret, kept string) (bool, error) {
	if err := g.wait(ctx); err != nil {
		return false, err
	}
	defer g.leave()
	ok, err := argon2id.ComparePasswordAndHash(secret, kept)
	if err != nil {
		return false, fmt.Errorf("check secret: %w", err)
	}
	return ok, nil
}

func (g *Gate) wait(ctx context.Context) error {
	select {
	case g.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait to check secret: %w", ctx.Err())
	}
}

func (g *Gate) leave() { <-g.slots }
