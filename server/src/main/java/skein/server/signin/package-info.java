/// Where people sign in at a node: the page, the script that lets other pages ask for it, and what
/// they talk to (spec/hub.md, "Sign-in"). Start at [skein.server.signin.SignInPages]. Must never:
/// tell a page who somebody is that was not told of to this node, or hand one page's assertion to
/// another.
package skein.server.signin;
