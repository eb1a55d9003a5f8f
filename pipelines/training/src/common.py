"""The columns of a reading, and what the steps call their files."""

FEATURES = [
    "age_years", "flow_m3h", "pressure_bar", "temperature_c", "vibration_mm_s", "power_kw", "hours_since_service",
]
LABEL = "failed_within_7_days"
DATE = "reading_date"
PUMP = "pump_id"

# What the register step writes beside the model: what became of it. It is no part of the model.
REGISTRATION = "registration.json"
