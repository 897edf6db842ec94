"""Rough rates of exchange: only to see whether two amounts can be the same money."""

from __future__ import annotations

# What one of it is in US dollars: yearly means of 2024 and 2025 (central banks' reference rates), rounded.
# Nothing is converted for anybody to read.
_DOLLARS = {
    "USD": 1.0,
    "EUR": 1.11,
    "CNY": 0.139,
    "JPY": 0.0066,
    "KRW": 0.00072,
    "GBP": 1.3,
    "HKD": 0.128,
    "TWD": 0.0315,
    "SGD": 0.76,
    "AUD": 0.65,
    "CAD": 0.72,
    "INR": 0.0116,
    "IDR": 0.000062,
    "THB": 0.0295,
    "MYR": 0.228,
    "PHP": 0.0174,
    "VND": 0.0000392,
    "CHF": 1.18,
    "SEK": 0.1,
    "NOK": 0.096,
    "DKK": 0.149,
    "RUB": 0.0115,
    "BRL": 0.18,
    "MXN": 0.053,
    "TRY": 0.027,
    "ZAR": 0.055,
    "AED": 0.272,
    "SAR": 0.267,
    "PLN": 0.26,
}


def in_dollars(unit: str) -> float | None:
    """None: it is no money."""
    return _DOLLARS.get(unit)
