/** What stands behind the types of the schema. */
import type { DeliveryRecord, DeviceRecord, GroupRecord } from './model.ts';
import type { AddedNotification } from './inbox/live.ts';

export type NotificationMapper = GroupRecord;
export type NotificationEventMapper = AddedNotification;
export type DeviceMapper = DeviceRecord;
export type DeliveryMapper = DeliveryRecord;
export type PostMapper = { id: string };
export type ViewerMapper = { id: string };
