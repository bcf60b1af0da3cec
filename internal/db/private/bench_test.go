package private

import "testing"

// What a command pays for the private server: one that runs is joined and
// left, or one that does not is started and stopped. Settings are those of the
// service.
func BenchmarkJoin(b *testing.B) {
	dir := made(b)
	first := service(b, dir)
	for b.Loop() {
		leave(b, service(b, dir))
	}
	leave(b, first)
}

func BenchmarkStart(b *testing.B) {
	dir := made(b)
	for b.Loop() {
		s := service(b, dir)
		b.StopTimer()
		leave(b, s)
		b.StartTimer()
	}
}

func BenchmarkStop(b *testing.B) {
	dir := made(b)
	for b.Loop() {
		b.StopTimer()
		s := service(b, dir)
		b.StartTimer()
		leave(b, s)
	}
}

func service(b *testing.B, dir string) *Server {
	b.Helper()
	s, err := Join(b.Context(), Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	return s
}
