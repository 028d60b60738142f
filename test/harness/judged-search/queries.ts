/**
 * The queries of the judged corpus with the grade of each find. A find without a grade is worth nothing.
 *
 * 3: just what was meant, still of use at the corpus's now. 2: meant, but older than the question is about, or less to
 * the point. 1: touches it. People are `@username`, posts go by their key. Among posts that say the same, that of an
 * author whom the viewer follows is worth more.
 */

export interface JudgedQuery {
  query: string;
  viewer: string | null;
  grades: Record<string, 1 | 2 | 3>;
}

export const judgedQueries: JudgedQuery[] = [
  {
    query: 'sourdough starter',
    viewer: null,
    grades: { 'starter-howto': 3, 'starter-dead': 3, 'starter-old': 2, 'sourdough-loaf': 1, 'sourdough-shop': 1 },
  },
  { query: 'ada', viewer: null, grades: { '@ada': 3, 'about-ada': 2, 'ada-law': 1 } },
  { query: 'karim haddad', viewer: null, grades: { '@karim': 3, 'karim-show': 3, '@haddad_bros': 1 } },
  { query: 'haddad', viewer: 'ada', grades: { '@karim': 3, '@haddad_bros': 2, 'karim-show': 2, carpet: 1 } },
  {
    query: 'train strike',
    viewer: null,
    grades: { 'strike-today': 3, 'strike-platform': 3, 'strike-announced': 2, 'strike-2025': 1, 'strike-2024': 1 },
  },
  { query: 'storm warning', viewer: null, grades: { 'storm-now': 3, 'storm-now-2': 3, 'storm-spring': 1 } },
  { query: 'election results', viewer: null, grades: { 'election-now': 3, 'election-map': 3, 'election-call': 1, 'election-2022': 1 } },
  { query: 'flood', viewer: null, grades: { 'flood-now': 3, 'flood-help': 3, 'flood-month': 2, 'flood-2021': 1 } },
  { query: 'flood since:2026-06-01', viewer: null, grades: { 'flood-now': 3, 'flood-help': 3 } },
  { query: 'new york pizza', viewer: null, grades: { 'ny-pizza': 3, 'ny-pizza-2': 3, 'ny-winter': 1, 'new-pizza': 1 } },
  { query: '"new york" marathon', viewer: null, grades: { 'ny-marathon': 3, 'ny-pizza': 1, 'ny-pizza-2': 1, 'ny-winter': 1 } },
  {
    query: 'marathon',
    viewer: null,
    grades: {
      '@marathon_club': 3,
      'marathon-signup': 3,
      'marathon-first': 3,
      'york-marathon': 3,
      'ny-marathon': 2,
      'maraton-calles': 1,
      'correr-maraton': 1,
    },
  },
  { query: 'cafe lisboa', viewer: null, grades: { 'cafe-lisboa': 3, 'cafe-lisboa-2': 3, '@joao': 2, 'cafe-lyon': 1, 'lisboa-tram': 1 } },
  { query: 'lost cat oakland', viewer: null, grades: { 'cat-oakland': 3, 'cat-found': 3, 'oakland-rent': 1 } },
  {
    query: 'climate march berlin',
    viewer: null,
    grades: { 'berlin-march-after': 3, 'berlin-march': 3, 'climate-talk': 1, 'berlin-rain': 1 },
  },
  { query: '#climate', viewer: null, grades: { 'berlin-march-after': 3, 'berlin-march': 3, 'climate-talk': 3 } },
  { query: '#sourdough', viewer: null, grades: { 'sourdough-loaf': 3, 'starter-howto': 3, 'sourdough-shop': 2 } },
  { query: 'gallery opening', viewer: 'mira_k', grades: { 'gallery-lena': 3, 'gallery-other': 2, 'gallery-third': 2, 'gallery-old': 1 } },
  { query: 'gallery opening', viewer: null, grades: { 'gallery-third': 3, 'gallery-lena': 3, 'gallery-other': 3, 'gallery-old': 1 } },
  { query: 'python', viewer: 'mira_k', grades: { 'python-tip': 3, 'python-release': 3, '@devon': 2, 'python-snake': 1 } },
  { query: 'cycling', viewer: 'sanne', grades: { 'cycling-mira': 3, 'cycling-sanne': 3, '@mira_k': 1 } },
  { query: 'jazz -festival', viewer: null, grades: { 'jazz-trio': 3, 'jazz-record': 2 } },
  { query: 'concert tickets', viewer: null, grades: { 'tickets-mine': 3, 'tickets-sale': 3, 'concert-review': 1 } },
  { query: 'running shoes', viewer: null, grades: { 'shoes-question': 3, 'shoes-ran': 3, 'shoes-spam': 1 } },
  { query: 'vegan lasagna recipe', viewer: null, grades: { lasagna: 3, 'lasagna-meat': 2, 'recipe-soup': 1 } },
  { query: 'from:ada bread', viewer: null, grades: { 'rye-bread': 3, 'sourdough-loaf': 3 } },
  { query: 'bread has:media', viewer: null, grades: { 'bread-queue': 3, 'rye-bread': 3, 'sourdough-loaf': 3 } },
  { query: 'bread', viewer: 'joao', grades: { '@ada': 3, 'rye-bread': 3, 'sourdough-loaf': 3, 'bread-price': 2, 'bread-queue': 2 } },
  { query: '@mira_k', viewer: null, grades: { '@mira_k': 3 } },
  { query: 'häuser am see', viewer: null, grades: { 'haeuser-see': 3, 'haus-see': 3, 'haus-stadt': 1, 'see-kalt': 1, '@lena': 1 } },
  { query: 'recettes de pain', viewer: null, grades: { 'pain-recette': 3, 'pains-recettes': 3, 'pain-prix': 1 } },
  { query: 'corriendo maratón', viewer: null, grades: { 'correr-maraton': 3, 'corriendo-lluvia': 2, 'maraton-calles': 2 } },
  { query: 'chaves perdidas', viewer: null, grades: { chaves: 3, 'chave-achada': 3, 'chave-mestra': 1 } },
  { query: 'ricetta torta mele', viewer: null, grades: { 'torta-mele': 3, 'torta-mela': 2, 'ricette-estive': 1 } },
  { query: 'fietsen amsterdam', viewer: null, grades: { 'fietsen-gracht': 3, 'fiets-amsterdam': 3, '@sanne': 2, 'amsterdam-huur': 1 } },
];
