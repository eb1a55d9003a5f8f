using System.Text;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>Decrypts the values of a stack file, where they are encrypted with the passphrase in the environment.</summary>
internal sealed class StackFileSecrets
{
    private readonly SecretManager? _manager;

    /// <summary>Takes what the file says about its secrets.</summary>
    /// <param name="salt">Its <c>encryptionsalt</c>; null where nothing is to be decrypted, or another key is needed.</param>
    public StackFileSecrets(string? salt)
    {
        if (salt is null) return;
        _manager = new SecretManager(directory: "");
        _manager.Use(new SecretsProvider(SecretsProvider.Passphrase, salt));
    }

    /// <summary>Whether there was a value that could not be decrypted.</summary>
    public bool HasUnreadable { get; private set; }

    /// <summary>The value of a ciphertext; a placeholder where it can't be decrypted.</summary>
    /// <param name="ciphertext">The ciphertext.</param>
    public string Decrypt(string ciphertext)
    {
        try
        {
            if (_manager is not null) return Encoding.UTF8.GetString(_manager.Decrypt(ciphertext));
        }
        catch (DeploymentException exception) when (exception.Code == DeploymentErrorCodes.SecretsUnreadable)
        {
            // No passphrase, or another one: what is made of the value is listed as what can't be compared.
        }

        HasUnreadable = true;
        return EncryptedValues.Placeholder;
    }
}
