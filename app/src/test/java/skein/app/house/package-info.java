/// The rules of the house as tests: floors, purity, third-party names, tidiness, the scripts.
///
/// Every test reports all offenders at once, each with its file and line. Must never: look at data.
package skein.app.house;
