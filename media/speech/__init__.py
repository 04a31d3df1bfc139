"""From speech to words with times, on this computer: nothing of it is sent anywhere."""
