/** The objects behind the schema's types. */
import type { DeliveryRecord } from './model/delivery.ts';
import type { DeviceRecord } from './model/device.ts';
import type { GroupRecord } from './model/group.ts';
import type { AddedNotification } from './inbox/live.ts';

export type NotificationMapper = GroupRecord;
export type NotificationEventMapper = AddedNotification;
export type DeviceMapper = DeviceRecord;
export type DeliveryMapper = DeliveryRecord;
export type PostMapper = { id: string };
export type ViewerMapper = { id: string };
