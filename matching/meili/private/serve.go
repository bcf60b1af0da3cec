package private

import (
	"context"
	"errors"
	"time"
)

// errDeaf says that a server ran and did not answer.
var errDeaf = errors.New("meilisearch did not answer and was ended")

// serve runs a server until it ends or ctx does.
func (k *Keeper) serve(ctx context.Context) error {
	log, err := k.home.openLog()
	if err != nil {
		return err
	}
	defer log.close()
	s, err := k.start(ctx, log)
	if err != nil {
		return err
	}
	at, err := k.home.endpoint()
	if err != nil {
		return errors.Join(err, s.Stop(ctx))
	}
	k.moved(at)
	return k.watch(ctx, s)
}

// watch waits until the server ends, and ends one that has gone deaf.
func (k *Keeper) watch(ctx context.Context, s *Server) error {
	tick := time.NewTicker(k.rhythm.look)
	defer tick.Stop()
	for missed := 0; missed < k.rhythm.deaf; {
		select {
		case <-ctx.Done():
			return s.Stop(ctx)
		case <-s.Gone():
			return s.ended()
		case <-tick.C:
		}
		if missed++; s.healthy(ctx) {
			missed = 0
		}
	}
	s.Kill()
	return errDeaf
}

// start starts a server where it was before, if that port is free. One that
// cannot begin with the data that are there, as they are another version's or
// damaged, begins with none.
func (k *Keeper) start(ctx context.Context, log *logFile) (*Server, error) {
	key, err := k.home.masterKey()
	if err != nil {
		return nil, err
	}
	addr, err := k.address(ctx)
	if err != nil {
		return nil, err
	}
	o := Options{Path: k.o.Path, Dir: k.home.dir, Addr: addr, MasterKey: key, Log: log, credential: k.home.as}
	s, err := k.begin(ctx, o)
	var ended *EndedError
	if errors.As(err, &ended) && !ended.full() && !ended.taken() && k.home.hasData() && ctx.Err() == nil {
		k.o.Log.WarnContext(ctx, "the private Meilisearch cannot use its data, which are made anew from PostgreSQL", "reason", ended.Error())
		if err := k.home.discard(); err != nil {
			return nil, err
		}
		s, err = k.begin(ctx, o)
	}
	if err != nil {
		return nil, err
	}
	if err := k.home.write(addressName, addr); err != nil {
		return nil, errors.Join(err, s.Stop(ctx))
	}
	return s, nil
}

// begin starts a server that has to answer in time.
func (k *Keeper) begin(ctx context.Context, o Options) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, k.rhythm.start)
	defer cancel()
	return Start(ctx, o)
}

func (k *Keeper) address(ctx context.Context) (string, error) {
	if last := k.home.address(); last != "" {
		if addr, err := freeAddr(ctx, last); err == nil {
			return addr, nil
		}
	}
	return freeAddr(ctx, "127.0.0.1:0")
}
