from __future__ import annotations

import getpass
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from headshots.accounts import actions


class Command(BaseCommand):
    help = "Create a studio and its owner. The password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the studio is called")
        parser.add_argument("email", help="the owner's e-mail address")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            studio = actions.create_studio(name=options["name"], owner_email=options["email"], password=password)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        self.stdout.write(f"{studio} is ready; {options['email']} can sign in.")
