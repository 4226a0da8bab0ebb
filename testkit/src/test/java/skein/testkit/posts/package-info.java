/// Posts: their laws, and how they spread.
package skein.testkit.posts;
