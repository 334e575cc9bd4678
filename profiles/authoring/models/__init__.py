"""The tables of authoring."""

from .codes import Look as Look
from .codes import ReleasePin as ReleasePin
from .codes import SharedUse as SharedUse
from .versions import CODE_SET_PREFIX as CODE_SET_PREFIX
from .versions import STANDARD as STANDARD
from .versions import Edit as Edit
from .versions import LeastBump as LeastBump
from .versions import Profile as Profile
from .versions import ProfilePersonGrant as ProfilePersonGrant
from .versions import ProfileQuerySet as ProfileQuerySet
from .versions import ProfileRoleGrant as ProfileRoleGrant
from .versions import ProfileVersion as ProfileVersion
from .versions import Sha256Hex as Sha256Hex
from .versions import SubjectName as SubjectName
from .versions import VersionQuerySet as VersionQuerySet
from .versions import Withdrawal as Withdrawal
from .versions import parsed_code_set as parsed_code_set
from .versions import parsed_profile as parsed_profile
