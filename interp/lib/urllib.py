"""What has to do with URLs; see urllib.parse."""
