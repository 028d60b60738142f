/** The addresses of what others read of news without GraphQL: what the gateway passes on, and what news answers. */

export const feedPath = /^\/news\/feed\.xml$/;
export const eventsPath = /^\/news\/events\.ics$/;
/** The calendar of one person. The key names the user and proves that this Agora gave it out. */
export const calendarPath = /^\/calendar\/(?<key>[0-7][0-9A-HJKMNP-TV-Z]{25}[\w-]{32})\.ics$/;
