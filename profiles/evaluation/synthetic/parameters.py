"""The numbers a clinic is drawn from, each by name and with its source.

"Assumed" means that nobody has checked it: it gives a clinic that looks right, and must not be quoted.
Prevalences are shares of living, enrolled persons of 16 years and over unless a note says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

HVIDBERG = "Hvidberg et al., BMC Public Health 2020 (PMC7248158): persons from 16 years"
ASSUMED = "assumed"


@dataclass(frozen=True)
class Parameter:
    value: float
    source: str = ASSUMED

    def __float__(self) -> float:
        return self.value


# --- people ---------------------------------------------------------------------------------------

BAND_YEARS = 5
# Thousands of persons by age in five-year bands, and the share of women among them: rounded after Statistics
# Denmark, FOLK1A, 2024, for orientation.
PERSONS = (
    (308, 311, 337, 345, 377, 416, 401, 358, 337, 375, 390, 419, 373, 333, 305, 288, 181, 92, 37, 10),
    (
        *(0.487, 0.487, 0.487, 0.487, 0.489, 0.489, 0.492, 0.495, 0.497, 0.498),
        *(0.498, 0.498, 0.502, 0.508, 0.517, 0.527, 0.555, 0.604, 0.688, 0.8),
    ),
)

DIED = Parameter(0.022)  # of the patient table: the dead of the last three years
LEFT = Parameter(0.05)  # of the patient table: moved to another clinic in the last three years
YEARS_ENROLLED = Parameter(13.0)  # mean of those who have come from elsewhere
CURRENT_SMOKER = Parameter(0.17)  # of persons from 16 years
FORMER_SMOKER = Parameter(0.33)
PATIENTS_OF_A_CLINIC = 1600
DOCTORS_OF_A_CLINIC = 3
CONTACT_YEARS = 3

# --- how much is missing or wrong -----------------------------------------------------------------

NO_BIRTH_DATE = Parameter(0.0005)
NO_SEX = Parameter(0.0005)
UNKNOWN_TOKEN = Parameter(0.001)  # a text the catalogue does not list
NO_KEY_DATE = Parameter(0.0005)
NO_STATUS = Parameter(0.006)
NO_VALUE = Parameter(0.004)
LOOK_ALIKE = Parameter(0.006)  # diagnoses written with a code that looks like the right one
WRONG_YEAR = Parameter(0.0002)  # records dated in the future by a slip of the year
TIMED = Parameter(0.6)  # records with a time of day beside their date
