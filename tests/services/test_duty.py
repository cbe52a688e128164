"""Who is on duty: every write carries a name, and the right one."""

from boothapp.services.bundle import Services


def again(services: Services, name: str) -> Services:
    """The same store, opened in the name of the system's account."""
    opened = Services.over(services.store, name)
    opened.duty.resume()
    return opened


def test_that_whoever_was_on_duty_last_still_is(services: Services) -> None:
    first = services.duty.name
    assert again(services, "root").duty.name == first, "the only one there is"
    services.settings.add_staff("Kwame Mensah")
    services.duty.switch("Kwame Mensah")
    assert again(services, "root").duty.name == "Kwame Mensah"
    assert "root" not in {staff.name for staff in services.settings.get().staff}


def test_that_who_left_is_not_on_duty_again(services: Services) -> None:
    first = services.duty.name
    services.settings.add_staff("Kwame Mensah")
    services.duty.switch("Kwame Mensah")
    services.duty.switch(first)
    kwame = next(one for one in services.settings.get().staff if one.name == "Kwame Mensah")
    services.settings.remove_staff(kwame.id)
    assert again(services, "root").duty.name == first


def test_that_one_of_the_staff_who_is_named_is_on_duty(services: Services) -> None:
    services.settings.add_staff("Kwame Mensah")
    assert again(services, "Kwame Mensah").duty.name == "Kwame Mensah"
