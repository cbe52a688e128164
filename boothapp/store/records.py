"""What is kept, family by family, within one transaction.

Each family is made, and its module imported, when it is first asked for: a short read (a letter
typed into the search) would otherwise spend most of its time making what it does not use, and the
start would import what only some pages need.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from boothapp.store.changes import ChangeLog, Moment

if TYPE_CHECKING:
    from boothapp.store.attachments import Attachments
    from boothapp.store.backups import Backups
    from boothapp.store.candidates import Candidates
    from boothapp.store.captures import Captures
    from boothapp.store.consents import Consents
    from boothapp.store.desk_lists import DeskLists
    from boothapp.store.duplicates import Duplicates
    from boothapp.store.erasure import Erasure
    from boothapp.store.exports import Exports
    from boothapp.store.history import History
    from boothapp.store.holdings import Holdings
    from boothapp.store.interviews import Interviews
    from boothapp.store.lead_history import LeadHistory
    from boothapp.store.lead_table import LeadTable
    from boothapp.store.lead_views import LeadViews
    from boothapp.store.leads import Leads
    from boothapp.store.ledger import Ledger
    from boothapp.store.mentions import Mentions
    from boothapp.store.notices import Notices
    from boothapp.store.organisers import Organisers
    from boothapp.store.people import People
    from boothapp.store.pins import Pins
    from boothapp.store.requests import Requests
    from boothapp.store.retention import Retention
    from boothapp.store.roster_mappings import KeptMappings
    from boothapp.store.roster_matching import RosterMatching
    from boothapp.store.rosters import Rosters
    from boothapp.store.same_person import SamePersons
    from boothapp.store.saved_views import SavedViews
    from boothapp.store.scorecards import Scorecards
    from boothapp.store.setup import Setup
    from boothapp.store.staff_badges import StaffBadges
    from boothapp.store.subjects import Subjects
    from boothapp.store.telling import Telling


class Records:
    """The records within one transaction. Without a `log` they can only be read."""

    def __init__(
        self, connection: Connection, log: ChangeLog | None, moment: Moment, secret: bytes
    ) -> None:
        """`moment` is when, where and by whom it is done; `secret` the key of the pseudonyms."""
        self._connection, self._log, self.moment, self._secret = connection, log, moment, secret

    @cached_property
    def subjects(self) -> "Subjects":
        """Pseudonyms, and whom each stands for."""
        from boothapp.store.subjects import Subjects

        return Subjects(self._connection, self._secret, self.same)

    @cached_property
    def same(self) -> "SamePersons":
        """Badges that are one person."""
        from boothapp.store.same_person import SamePersons

        return SamePersons(self._connection, self._log)

    @cached_property
    def duplicates(self) -> "Duplicates":
        """Leads that may be one person."""
        from boothapp.store.duplicates import Duplicates

        return Duplicates(self._connection, self._log)

    @cached_property
    def consents(self) -> "Consents":
        """Grants, withdrawals and what follows from them."""
        from boothapp.store.consents import Consents

        return Consents(self._connection, self._log, self.moment, self.retention)

    @cached_property
    def ledger(self) -> "Ledger":
        """The chained log of consents, as it is shown."""
        from boothapp.store.ledger import Ledger

        return Ledger(self._connection)

    @cached_property
    def captures(self) -> "Captures":
        """Every scan, and what came of it."""
        from boothapp.store.captures import Captures

        return Captures(self._connection, self._log, self.moment)

    @cached_property
    def leads(self) -> "Leads":
        """People who agreed, and what was written about them."""
        from boothapp.store.leads import Leads

        return Leads(self._connection, self._log, self.moment)

    @cached_property
    def lead_views(self) -> "LeadViews":
        """A lead with all that a page shows of it."""
        from boothapp.store.lead_views import LeadViews

        return LeadViews(self._connection, self.leads, self.consents, self.captures, self.moment)

    @cached_property
    def lead_table(self) -> "LeadTable":
        """The table of leads, of any size."""
        from boothapp.store.lead_table import LeadTable

        return LeadTable(self._connection)

    @cached_property
    def saved_views(self) -> "SavedViews":
        """Filters and orders kept under a name."""
        from boothapp.store.saved_views import SavedViews

        return SavedViews(self._connection, self._log)

    @cached_property
    def lead_history(self) -> "LeadHistory":
        """Who wrote what about a lead, and when."""
        from boothapp.store.lead_history import LeadHistory

        return LeadHistory(self._connection)

    @cached_property
    def interviews(self) -> "Interviews":
        """Rooms, slots and bookings."""
        from boothapp.store.interviews import Interviews

        return Interviews(self._connection, self._log)

    @cached_property
    def candidates(self) -> "Candidates":
        """Those an interview can be offered to."""
        from boothapp.store.candidates import Candidates

        return Candidates(self._connection, self.moment)

    @cached_property
    def telling(self) -> "Telling":
        """Who is still to be told of a change."""
        from boothapp.store.telling import Telling

        return Telling(self._connection)

    @cached_property
    def scorecards(self) -> "Scorecards":
        """What interviewers judged."""
        from boothapp.store.scorecards import Scorecards

        return Scorecards(self._connection, self._log)

    @cached_property
    def rosters(self) -> "Rosters":
        """The organisers' lists of attendees."""
        from boothapp.store.rosters import Rosters

        return Rosters(self._connection, self._log, self.moment, self.subjects)

    @cached_property
    def organisers(self) -> "Organisers":
        """What an organiser's badges and lists are known by: patterns and keys."""
        from boothapp.store.organisers import Organisers

        return Organisers(self._connection, self.setup)

    @cached_property
    def roster_matching(self) -> "RosterMatching":
        """Whom the rows of a prepared list are."""
        from boothapp.store.roster_matching import RosterMatching

        return RosterMatching(self._connection, self.same)

    @cached_property
    def roster_mappings(self) -> "KeptMappings":
        """What the columns of organisers' lists hold."""
        from boothapp.store.roster_mappings import KeptMappings

        return KeptMappings(self._connection, self.setup)

    @cached_property
    def exports(self) -> "Exports":
        """What was handed over, when and to whom."""
        from boothapp.store.exports import Exports

        return Exports(self._connection, self._log, self.moment)

    @cached_property
    def notices(self) -> "Notices":
        """Privacy notices, version by version."""
        from boothapp.store.notices import Notices

        return Notices(self._connection, self._log, self.moment)

    @cached_property
    def attachments(self) -> "Attachments":
        """Files that belong to a lead."""
        from boothapp.store.attachments import Attachments

        return Attachments(self._connection, self._log, self.moment)

    @cached_property
    def requests(self) -> "Requests":
        """Requests of people about their data."""
        from boothapp.store.requests import Requests

        return Requests(self._connection, self._log, self.moment)

    @cached_property
    def retention(self) -> "Retention":
        """How long what is kept, and what is due."""
        from boothapp.store.retention import Retention

        return Retention(self._connection, self._log, self.moment, self.setup, self.subjects)

    @cached_property
    def pins(self) -> "Pins":
        """The codes that unlock the window."""
        from boothapp.store.pins import Pins

        return Pins(self._connection, self._log)

    @cached_property
    def staff_badges(self) -> "StaffBadges":
        """The codes that switch who is on duty."""
        from boothapp.store.staff_badges import StaffBadges

        return StaffBadges(self._connection, self._log)

    @cached_property
    def backups(self) -> "Backups":
        """When and where copies were made."""
        from boothapp.store.backups import Backups

        return Backups(self._connection, self._log, self.moment)

    @cached_property
    def setup(self) -> "Setup":
        """Event, booth, staff and preferences."""
        from boothapp.store.setup import Setup

        return Setup(self._connection, self._log)

    @cached_property
    def desk(self) -> "DeskLists":
        """Questions, roles, tags and interests."""
        from boothapp.store.desk_lists import DeskLists

        return DeskLists(self._connection, self.setup, self.leads)

    @cached_property
    def people(self) -> "People":
        """All that is known of one person."""
        from boothapp.store.people import People

        return People(self._connection, self.subjects, self.same, self.rosters)

    @cached_property
    def holdings(self) -> "Holdings":
        """What is held of whom, in numbers."""
        from boothapp.store.holdings import Holdings

        return Holdings(self._connection, self.rosters)

    @cached_property
    def history(self) -> "History":
        """The log of changes."""
        from boothapp.store.history import History

        return History(self._connection)

    @cached_property
    def mentions(self) -> "Mentions":
        """Where else a person is named."""
        from boothapp.store.mentions import Mentions

        return Mentions(self._connection, self.people, self.requests, self.erasure)

    @cached_property
    def erasure(self) -> "Erasure":
        """Ends all that is held of a person."""
        from boothapp.store.erasure import Erasure

        return Erasure(self._log, self.subjects, self.consents, self.requests)
