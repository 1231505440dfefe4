package qr

import "math"

const (
	// distanceRatio is the rule of thumb: a code is read from ten times its side.
	distanceRatio = 10
	// reserve is added to the rule for poor light, a slant and an old phone.
	reserve = 1.25
	// fullModules is the largest symbol (version 4) that the rule is meant
	// for. A camera resolves modules, not symbols, so a denser symbol must
	// grow by as much as it has more of them.
	fullModules = 33
	// dotsPerModule printer dots at dotsPerInch are the least that a printer
	// keeps apart when its ink spreads by a dot.
	dotsPerModule = 4
	dotsPerInch   = 300
	mmPerInch     = 25.4
)

// MinSide returns the smallest side in mm, without quiet zone, at which a
// symbol of so many modules survives printing: 4 dots a module at 300 dpi.
func MinSide(modules int) float64 {
	return float64(modules) * dotsPerModule * mmPerInch / dotsPerInch
}

// SideFor returns the side in mm, without quiet zone, that a symbol of so many
// modules needs to be read from a distance in metres: a tenth of the distance
// and a quarter more, scaled up for symbols of more than 33 modules, and never
// under [MinSide].
func SideFor(distance float64, modules int) float64 {
	side := distance * 1000 / distanceRatio * reserve * density(modules)
	if side > MinSide(modules) {
		return side
	}
	return MinSide(modules)
}

// Reach returns the distance in metres from which a symbol of so many modules
// is read when its side, without quiet zone, is so many mm: the inverse of
// [SideFor]. It is 0 below [MinSide], where print itself may fail, and it
// never promises more for a symbol of few modules.
func Reach(side float64, modules int) float64 {
	const slack = 1e-9 // rounding in the caller's own sums
	if !(side >= MinSide(modules)*(1-slack)) || modules <= 0 {
		return 0
	}
	return side / 1000 * distanceRatio / reserve / density(modules)
}

func density(modules int) float64 {
	return math.Max(1, float64(modules)/fullModules)
}
