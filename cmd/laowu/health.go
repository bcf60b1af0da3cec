package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

var errNotReady = errors.New("服务没有就绪")

// health is for a container that holds no other program to ask with.
func (c *cli) health() *cobra.Command {
	return &cobra.Command{
		Use: "health", Short: "问本机的服务是否就绪", Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := c.load()
			if err != nil {
				return err
			}
			if err := askReady(cmd.Context(), cfg.Addr); err != nil {
				return people(errNotReady)
			}
			fmt.Fprintln(c.out, "服务已就绪")
			return nil
		},
	}
}

// askReady asks /readyz where the service listens; an address of all
// interfaces is asked on this machine's own.
func askReady(ctx context.Context, addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	if err := res.Body.Close(); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return errNotReady
	}
	return nil
}
