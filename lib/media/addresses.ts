/** The addresses of media on local disk: what the gateway passes on to media, and what media answers. */

/** A rendition that is served: `/media/<id>/<key>/<file>`. */
export const filePath =
  /^\/media\/(?<mediaId>med_[0-9A-Z]{26})\/(?<key>[\w-]{20})\/(?<file>(?:thumb|small|medium|large|original)\.(?:jpg|png|webp|avif|mp4|webm))$/;

/** Where one upload is sent, with what signs it. */
export const uploadPath = /^\/media\/uploads\/(?<mediaId>med_[0-9A-Z]{26})$/;
export const uploadQuery = /^expires=\d{1,16}&signature=[\w-]{1,100}$/;
