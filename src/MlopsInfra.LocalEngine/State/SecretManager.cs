using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Encrypts and decrypts the secrets of one state. The key is made or fetched when the first secret needs it: derived from
/// <c>PULUMI_CONFIG_PASSPHRASE</c> if that is set when a state gets its first secret, otherwise a random one in
/// <c>secrets.key</c>.
/// </summary>
internal sealed class SecretManager(string directory)
{
    private const int PassphraseIterations = 1_000_000;
    private const string PassphraseProof = "pulumi";
    private readonly Lock _lock = new();
    private SecretCipher? _cipher;
    private DeploymentException? _unreadable;

    /// <summary>How this state's secrets are encrypted; null as long as there is none.</summary>
    public SecretsProvider? Provider { get; private set; }

    private static string? Passphrase =>
        Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") is { Length: > 0 } text ? text : PassphraseFromFile;

    private static string? PassphraseFromFile =>
        Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 } file && File.Exists(file)
        ? File.ReadAllText(file).Trim()
        : null;

    private string KeyPath => Path.Combine(directory, "secrets.key");

    /// <summary>Takes what a state says about its secrets.</summary>
    public void Use(SecretsProvider provider)
    {
        lock (_lock)
        {
            if (Provider == provider) return;
            Provider = provider;
            _cipher = null;
            _unreadable = null;
        }
    }

    /// <summary>Encrypts with the key of the state, which is made with the first secret.</summary>
    public string Encrypt(ReadOnlySpan<byte> plaintext) => Cipher(create: true).Encrypt(plaintext);

    /// <summary>Decrypts with the key of the state.</summary>
    /// <exception cref="DeploymentException">The key is missing or another one.</exception>
    public byte[] Decrypt(string ciphertext)
    {
        try
        {
            return Cipher(create: false).Decrypt(ciphertext);
        }
        catch (CryptographicException exception)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.SecretsUnreadable,
                $"A secret in the state can't be decrypted: {KeyPath} holds another key, or the state was changed by hand.",
                KeyPath, exception);
        }
    }

    private SecretCipher Cipher(bool create)
    {
        lock (_lock)
        {
            if (_cipher is not null) return _cipher;
            // Found out once: to derive a key takes a good part of a second, and an export has many secrets.
            if (_unreadable is not null) throw _unreadable;
            try
            {
                return _cipher = new SecretCipher(Provider switch
                {
                    null when create => NewKey(),
                    { Type: SecretsProvider.KeyFile } => new SecretKeyFile(KeyPath).Read(),
                    { Type: SecretsProvider.Passphrase, Salt: { } salt } => PassphraseKey(salt),
                    _ => throw Unreadable(
                        $"The state's secrets are encrypted by '{Provider?.Type ?? "nothing known"}', which a local deployment "
                            + "can't decrypt."),
                });
            }
            catch (DeploymentException exception) when (exception.Code == DeploymentErrorCodes.SecretsUnreadable)
            {
                _unreadable = exception;
                throw;
            }
        }
    }

    private byte[] NewKey()
    {
        if (Passphrase is { } passphrase)
        {
            var salt = RandomNumberGenerator.GetBytes(8);
            var derived = Derive(passphrase, salt);
            var proof = new SecretCipher(derived).Encrypt(Encoding.UTF8.GetBytes(PassphraseProof));
            Provider = new SecretsProvider(SecretsProvider.Passphrase, $"v1:{Convert.ToBase64String(salt)}:{proof}");
            return derived;
        }

        Provider = new SecretsProvider(SecretsProvider.KeyFile, null);
        return new SecretKeyFile(KeyPath).ReadOrCreate();
    }

    private static byte[] PassphraseKey(string salt)
    {
        // For Pulumi a variable that is set, but empty, is a passphrase as well.
        if ((Passphrase ?? Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE")) is not { } passphrase)
            throw Unreadable("The state's secrets are encrypted with a passphrase. Set PULUMI_CONFIG_PASSPHRASE.");
        var parts = salt.Split(':', 3);
        if (parts is not ["v1", var saltText, var proof]) throw Unreadable("The salt of the state's secrets is damaged.");
        try
        {
            var key = Derive(passphrase, Convert.FromBase64String(saltText));
            new SecretCipher(key).Decrypt(proof);
            return key;
        }
        catch (FormatException exception)
        {
            throw Unreadable("The salt of the state's secrets is damaged.", exception);
        }
        catch (CryptographicException exception)
        {
            throw Unreadable("PULUMI_CONFIG_PASSPHRASE is not the passphrase that this state's secrets are encrypted with.",
                exception);
        }
    }

    private static byte[] Derive(string passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, PassphraseIterations, HashAlgorithmName.SHA256, SecretCipher.KeyLength);

    internal static DeploymentException Unreadable(string message, Exception? inner = null) =>
        new(DeploymentErrorCodes.SecretsUnreadable, message, null, inner);
}
