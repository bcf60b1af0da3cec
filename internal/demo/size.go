package demo

import "math"

// sizes are how many there are of each. The full county's are the figures that
// Xing County published on the end of 2019; what it did not publish (seekers,
// enterprises, openings) is of a likely size.
type sizes struct {
	villages, associations      int
	away, here                  int // members at work outside and inside the county
	households, persons         int // relocated
	poorHouseholds, poorPersons int // of them, once registered as poor
	sites                       int // resettlement sites
	seekers                     int // people of the register who look for work and are no members
	agreements                  int // enterprises that promised to hire locally
	enterprises, openings       int // the enterprises with an agreement among them
	trained                     int // members who completed a class
	caregivers, caregiversPoor  int // of them, 吕梁山护工
	// caregivers who found work by it
	caregiversEmployed, caregiversEmployedPoor int
	drivers, driversPoor                       int
	foresters                                  int // poor people who planted trees in spring
	guards                                     int // engagements of poor people as forest guards
	visits                                     int // to people at work, about so many
}

func fullCounty() sizes {
	return sizes{
		villages: 376, associations: 341, away: 38588, here: 18862,
		households: 4475, persons: 14819, poorHouseholds: 3162, poorPersons: 10572, sites: 19, seekers: 3300,
		agreements: 8, enterprises: 408, openings: 5000, foresters: 14050, guards: 2869, visits: 2700,
		trained: 21053, caregivers: 5919, caregiversPoor: 2250, caregiversEmployed: 2804, caregiversEmployedPoor: 1178, drivers: 5578, driversPoor: 5153,
	}
}

// scaled is the county made smaller: every count rounded, and at least 1.
func (s sizes) scaled(by float64) sizes {
	n := func(full int) int { return max(1, int(math.Round(by*float64(full)))) }
	out := sizes{
		villages: n(s.villages), associations: n(s.associations), away: n(s.away), here: n(s.here),
		households: n(s.households), persons: n(s.persons), poorHouseholds: n(s.poorHouseholds), poorPersons: n(s.poorPersons),
		sites: n(s.sites), seekers: n(s.seekers), agreements: n(s.agreements), enterprises: n(s.enterprises), openings: n(s.openings),
		trained: n(s.trained), caregivers: n(s.caregivers), caregiversPoor: n(s.caregiversPoor), caregiversEmployed: n(s.caregiversEmployed),
		caregiversEmployedPoor: n(s.caregiversEmployedPoor), drivers: n(s.drivers), driversPoor: n(s.driversPoor),
		foresters: n(s.foresters), guards: n(s.guards), visits: n(s.visits),
	}
	out.associations = min(out.associations, out.villages)
	out.enterprises = max(out.enterprises, out.agreements)
	out.openings = max(out.openings, out.enterprises)
	return out.sound()
}

// sound sees to it that the smallest counties hold together: nobody lives in
// no household.
func (s sizes) sound() sizes {
	s.poorHouseholds = min(s.poorHouseholds, s.households)
	s.poorPersons = max(s.poorPersons, s.poorHouseholds)
	s.sites = min(s.sites, s.households)
	if s.poorHouseholds == s.households {
		s.poorPersons = max(s.poorPersons, s.persons)
		s.persons = s.poorPersons
	}
	s.persons = max(s.persons, s.poorPersons+s.households-s.poorHouseholds)
	return s
}

func (s sizes) members() int { return s.away + s.here }
