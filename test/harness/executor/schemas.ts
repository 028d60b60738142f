/**
 * The subgraphs of the small supergraph that tests the executor: they divide types among each other in every possible
 * way.
 */

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@requires", "@external", "@inaccessible", "@interfaceObject", "@provides"])
`;

/** Interfaces, unions, values, nested lists, an interface with a key, several keys of one type, one of them hidden. */
const alpha = `${header}
interface Node { id: ID! }
interface Named { name: String label(long: Boolean = false): String! }
interface Work implements Node & Named @key(fields: "id") {
  id: ID! name: String label(long: Boolean = false): String!
  title(lang: Lang! = EN): String maker: Person color: Color related(first: Int = 2): [Work!]!
}
type Book implements Work & Node & Named @key(fields: "id") {
  id: ID! name: String label(long: Boolean = false): String!
  title(lang: Lang! = EN): String maker: Person color: Color related(first: Int = 2): [Work!]!
  pages: Int! size: Size @shareable weight: Int sequel: Book
}
type Film implements Work & Node & Named @key(fields: "id") {
  id: ID! name: String label(long: Boolean = false): String!
  title(lang: Lang! = EN): String maker: Person color: Color related(first: Int = 2): [Work!]!
  minutes: Int riskyMinutes: Int! size: Size
}
type Song implements Node & Named { id: ID! name: String label(long: Boolean = false): String! singer: Person seconds: Int! }
type Person implements Node & Named @key(fields: "id") @key(fields: "email") @key(fields: "code") {
  id: ID! email: String! code: ID! @inaccessible
  name: String label(long: Boolean = false): String!
  friends(first: Int = 2): [Person!] favourite: Thing grid: [[Cell!]] riskyMotto: String
}
type Size @shareable { w: Int h: Int! deep: Size }
type Cell { x: Int! y: Int riskyZ: Int! who: Person }
union Thing = Book | Film | Person | Song
enum Color { RED GREEN BLUE }
enum Lang { EN DE }
input Filter { size: Int colors: [Color!] inner: Filter on: Boolean! = true }
type Query {
  node(id: ID!): Node person(id: ID!): Person works(first: Int = 3, color: Color): [Work!]! thing(n: Int): Thing things: [Thing]
  book(filter: Filter = { size: 1 }): Book me: Person! riskyHello(names: [String!]! = ["x"]): String named: [Named]
  total(of: [Filter!], at: Stamp): Int!
}
scalar Stamp
type Mutation { push(tag: String!): Int! make(input: Filter!): Book remake(id: ID!): Work riskyMake: Film! }`;

/** A type by a hidden key, an interface of its own, a value that two subgraphs give. */
const beta = `${header}
enum Currency { EUR USD }
interface Reviewed { reviews(first: Int = 2): [Review!]! }
type Book implements Reviewed @key(fields: "id") {
  id: ID! stock(place: String = "a"): Int price(currency: Currency! = EUR): Int size: Size @shareable reviews(first: Int = 2): [Review!]!
}
type Film implements Reviewed @key(fields: "id") { id: ID! reviews(first: Int = 2): [Review!]! rating: Float }
type Size @shareable { w: Int h: Int! deep: Size }
type Review @key(fields: "id") { id: ID! text: String riskyText: String! author: Person about: Reviewed likes: [Int] }
type Person @key(fields: "code") { code: ID! @inaccessible rating: Float riskyRating: Float! reviews: [Review] knows: [Person!] latest: Review }
type Query { top(first: Int): [Reviewed!] review(id: ID!): Review newest: Review! }
type Mutation { tap(n: Int = 1): Int! rate(id: ID!): Person }`;

/** An interface as an object, which says something of all its types. */
const gamma = `${header}
type Work @key(fields: "id") @interfaceObject { id: ID! score: Int tagline(length: Int): String! riskyScore: Int critic: Person }
type Person @key(fields: "email") { email: String! mail: [String!]! worth: Int }
type Query { scores: [Work!] people: [Person] now: Stamp }
scalar Stamp`;

/** Fields that require what other subgraphs have: a value's fields, and one with an argument. */
const delta = `${header}
enum Currency { EUR USD }
type Size @shareable { w: Int h: Int! }
type Book @key(fields: "id") {
  id: ID! size: Size @external weight: Int @external price(currency: Currency! = EUR): Int @external
  shipping(express: Boolean = false): Int @requires(fields: "size { w h } weight")
  tax: Int @requires(fields: "price(currency: USD)")
  duty(rate: Int): Int @requires(fields: "price(currency: EUR) weight")
}
type Review @key(fields: "id") { id: ID! text: String @external likes: [Int] @external digest: String @requires(fields: "text likes") }
type Person @key(fields: "id") { id: ID! email: String! @external name: String @external card(wide: Boolean): String! @requires(fields: "name email") }`;

export const subgraphSdls: Readonly<Record<string, string>> = { alpha, beta, gamma, delta };

/** The fields that each representation must carry, with the arguments of `@requires`. */
export const required: Readonly<Record<string, Record<string, { args: Record<string, unknown>; fields?: string[] }>>> = {
  'Book.shipping': { size: { args: {}, fields: ['w', 'h'] }, weight: { args: {} } },
  'Book.tax': { price: { args: { currency: 'USD' } } },
  'Book.duty': { price: { args: { currency: 'EUR' } }, weight: { args: {} } },
  'Review.digest': { text: { args: {} }, likes: { args: {} } },
  'Person.card': { name: { args: {} }, email: { args: {} } },
};
