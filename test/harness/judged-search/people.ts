/** The people of the judged corpus. Those without posts are there to be found by name. */

export interface JudgedPerson {
  username: string;
  displayName: string;
  bio: string;
  follows: string[];
}

export const judgedPeople: JudgedPerson[] = [
  { username: 'ada', displayName: 'Ada Byrne', bio: 'Baker. Bread, butter, early mornings.', follows: ['karim', 'lena'] },
  { username: 'karim', displayName: 'Karim Haddad', bio: 'Photographs trains and the people on them.', follows: ['ada'] },
  { username: 'lena', displayName: 'Lena Vogt', bio: 'Galerie in Leipzig. Bilder, Häuser, Licht.', follows: [] },
  { username: 'mira_k', displayName: 'Mira Kovač', bio: 'Painter, cyclist.', follows: ['lena', 'devon', 'joao'] },
  { username: 'devon', displayName: 'Devon Clarke', bio: 'Writes software, mostly Python.', follows: ['mira_k'] },
  { username: 'joao', displayName: 'João Pereira', bio: 'Café e livros em Lisboa.', follows: ['ada'] },
  { username: 'marathon_club', displayName: 'City Marathon Club', bio: 'We run on Sundays. All paces.', follows: [] },
  { username: 'newsdesk', displayName: 'The News Desk', bio: 'What happens, as it happens.', follows: [] },
  { username: 'dealbot', displayName: 'Best Deals', bio: 'Tickets, shoes, deals, tickets.', follows: [] },
  { username: 'reptile_house', displayName: 'The Reptile House', bio: 'Snakes, lizards and other quiet company.', follows: [] },
  { username: 'sofia', displayName: 'Sofia Ricci', bio: 'Cucina di casa.', follows: ['ada'] },
  { username: 'camille', displayName: 'Camille Laurent', bio: 'Boulangère à Lyon.', follows: ['ada'] },
  { username: 'pablo', displayName: 'Pablo Ruiz', bio: 'Corredor. Sevilla.', follows: ['marathon_club'] },
  { username: 'sanne', displayName: 'Sanne de Vries', bio: 'Op de fiets door Amsterdam.', follows: ['mira_k'] },
  { username: 'adalbert', displayName: 'Adalbert Stern', bio: 'Stargazing and slow mail.', follows: [] },
  { username: 'haddad_bros', displayName: 'Haddad Brothers', bio: 'Carpets since 1952.', follows: [] },
];
