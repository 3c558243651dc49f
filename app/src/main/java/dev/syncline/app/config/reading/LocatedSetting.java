package dev.syncline.app.config.reading;

import dev.syncline.app.config.setting.Setting;

/** A setting and where it stands. */
public record LocatedSetting(Setting setting, Place place) {}
