"""The only writers of code systems, their releases and codes."""

from .merging import release_staged as release_staged
from .shipping import load_shipped_codes as load_shipped_codes
from .staging import stage as stage
from .taking_in import take_in as take_in
