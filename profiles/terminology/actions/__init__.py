"""The only writers of code systems, their releases and codes."""

from .beginning import begin_import as begin_import
from .beginning import receive as receive
from .ending import continue_import as continue_import
from .ending import give_up as give_up
from .importing import run as run
from .merging import release_staged as release_staged
from .shipping import load_shipped_codes as load_shipped_codes
from .staging import stage as stage
from .systems import add_code_system as add_code_system
from .taking_in import take_in as take_in
