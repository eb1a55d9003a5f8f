"""The identity of this service."""

import os


def credential():
    """The managed identity that AZURE_CLIENT_ID names; else whatever azure-identity finds, as the sign-in of a developer."""
    from azure.identity import DefaultAzureCredential, ManagedIdentityCredential

    client = os.environ.get("AZURE_CLIENT_ID")
    if client and not os.environ.get("AZURE_FEDERATED_TOKEN_FILE"):
        return ManagedIdentityCredential(client_id=client)
    return DefaultAzureCredential()
