"""People who use the reading room of a team, each with a browser of their own."""

import re

from starlette.testclient import TestClient

from sourceline.team.people import add_person
from sourceline.web.app import make_app

HERE = "http://127.0.0.1:8017"
PASSWORD = "four plain words together"


class Person:
    """Someone with a browser; signs in when there is a role."""

    def __init__(self, app, team, name="", role="", base=HERE):
        self.client = TestClient(app, base_url=base, headers={"origin": base},
                                 follow_redirects=False)
        self.name, self.word = name, ""
        if role:
            add_person(team, name, role, PASSWORD, by="tests")
            assert self.sign_in(name).status_code == 303
            self.word = self.word_of("/account")

    def word_of(self, path):
        return re.search(r'name="word" value="([^"]+)"', self.client.get(path).text)[1]

    def sign_in(self, name, password=PASSWORD, there="/", **headers):
        word = self.word_of("/login")
        return self.client.post("/login", headers=headers, data={
            "word": word, "name": name, "password": password, "next": there})

    def send(self, path, **fields):
        return self.client.post(path, data={"word": self.word, **fields})

    def decide(self, question, verdict, target, **fields):
        return self.send("/review/decide", question=question, verdict=verdict, target=target,
                         back="/review", person="Somebody Else", **fields)


def room(record, team, **options):
    return make_app(record, team=team, **options)
