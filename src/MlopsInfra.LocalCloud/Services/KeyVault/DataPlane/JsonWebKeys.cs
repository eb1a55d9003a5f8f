using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>Keys as JSON Web Keys (RFC 7517, RFC 7518).</summary>
internal static class JsonWebKeys
{
    /// <summary>The public part of a key.</summary>
    public static JsonObject Public(AsymmetricAlgorithm key)
    {
        if (key is RSA rsa)
        {
            var numbers = rsa.ExportParameters(false);
            return new JsonObject { ["n"] = Text(numbers.Modulus!), ["e"] = Text(numbers.Exponent!) };
        }

        var ec = (ECDsa)key;
        var point = ec.ExportParameters(false).Q;
        return new JsonObject { ["crv"] = KeyShape.CurveOf(ec), ["x"] = Text(point.X!), ["y"] = Text(point.Y!) };
    }

    /// <summary>A key with its private part.</summary>
    /// <exception cref="Arm.ArmException">It is none that vaults take.</exception>
    public static AsymmetricAlgorithm Read(JsonObject json)
    {
        try
        {
            return (json.Text("kty") ?? "").StartsWith("RSA", StringComparison.Ordinal) ? ReadRsa(json) : ReadCurve(json);
        }
        catch (CryptographicException exception)
        {
            throw VaultErrors.Bad($"The key can't be imported: {exception.Message}");
        }
    }

    /// <summary>Bytes in the alphabet of URLs.</summary>
    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Bytes from it.</summary>
    /// <param name="text">The text; null is refused.</param>
    /// <param name="name">What it is the value of.</param>
    /// <exception cref="Arm.ArmException">It is none.</exception>
    public static byte[] Bytes(string? text, string name)
    {
        if (text is null) throw VaultErrors.Bad($"The property '{name}' is required.");
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw VaultErrors.Bad($"The property '{name}' is not base64url encoded.");
        }
    }

    private static RSA ReadRsa(JsonObject json)
    {
        byte[] Part(string name) => Bytes(json.Text(name), name);
        return RSA.Create(new RSAParameters
        {
            Modulus = Part("n"), Exponent = Part("e"), D = Part("d"), P = Part("p"), Q = Part("q"), DP = Part("dp"),
            DQ = Part("dq"), InverseQ = Part("qi"),
        });
    }

    private static ECDsa ReadCurve(JsonObject json) => ECDsa.Create(new ECParameters
    {
        Curve = KeyShape.CurveNamed(json.Text("crv")),
        D = Bytes(json.Text("d"), "d"),
        Q = new ECPoint { X = Bytes(json.Text("x"), "x"), Y = Bytes(json.Text("y"), "y") },
    });
}
