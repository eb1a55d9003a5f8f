using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>What kind of key something is: RSA of a size, or an elliptic curve.</summary>
/// <param name="Type">The type, as in <c>RSA</c> or <c>EC-HSM</c>.</param>
/// <param name="Size">Bits of an RSA key.</param>
/// <param name="Curve">Name of the curve, as in <c>P-256</c>.</param>
internal sealed record KeyShape(string Type, int Size, string Curve)
{
    private static readonly int[] Sizes = [2048, 3072, 4096];

    // .NET has no name for the last one.
    private static readonly Dictionary<string, ECCurve> Curves = new()
    {
        ["P-256"] = ECCurve.NamedCurves.nistP256,
        ["P-384"] = ECCurve.NamedCurves.nistP384,
        ["P-521"] = ECCurve.NamedCurves.nistP521,
        ["P-256K"] = ECCurve.CreateFromValue("1.3.132.0.10"),
    };

    /// <summary>Whether it is an RSA key.</summary>
    public bool IsRsa => Type.StartsWith("RSA", StringComparison.OrdinalIgnoreCase);

    /// <summary>What it can do where nothing is said.</summary>
    public string[] Operations =>
        IsRsa ? ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"] : ["sign", "verify"];

    /// <summary>The shape that was set, as Resource Manager has it.</summary>
    /// <exception cref="Arm.ArmException">There is no such key.</exception>
    public static KeyShape Of(JsonObject body) => OfProperties(body["properties"] as JsonObject ?? []);

    /// <summary>The shape that is told by the properties alone.</summary>
    public static KeyShape OfProperties(JsonObject properties)
    {
        var shape = new KeyShape(properties.Text("kty") ?? "RSA", (int)(properties.Number("keySize") ?? 2048),
            properties.Text("curveName") ?? "P-256");
        if (shape.Type is not ("RSA" or "RSA-HSM" or "EC" or "EC-HSM"))
            throw VaultErrors.Bad($"Property kty has invalid value '{shape.Type}': a vault has RSA and EC keys.");
        if (shape.IsRsa && !Sizes.Contains(shape.Size)) throw VaultErrors.Bad("An RSA key has 2048, 3072 or 4096 bits.");
        if (!shape.IsRsa && !Curves.ContainsKey(shape.Curve))
            throw VaultErrors.Bad($"Property crv has invalid value '{shape.Curve}'.");
        return shape;
    }

    /// <summary>Name of the curve that a key is on.</summary>
    /// <exception cref="Arm.ArmException">Vaults don't know it.</exception>
    public static string CurveOf(ECDsa key)
    {
        var oid = key.ExportParameters(false).Curve.Oid;
        return Curves.FirstOrDefault(known => known.Value.Oid.Value == oid.Value
                || known.Value.Oid.FriendlyName is { } name && name == oid.FriendlyName).Key
            ?? throw VaultErrors.Bad($"The curve '{oid.FriendlyName ?? oid.Value}' is not supported.");
    }

    /// <summary>The curve of a name.</summary>
    public static ECCurve CurveNamed(string? name) => name is not null && Curves.TryGetValue(name, out var curve)
        ? curve : throw VaultErrors.Bad($"Property crv has invalid value '{name}'.");

    /// <summary>Makes a key.</summary>
    public AsymmetricAlgorithm Make() => IsRsa ? RSA.Create(Size) : ECDsa.Create(Curves[Curve]);

    /// <summary>Reads a key.</summary>
    /// <param name="pkcs8">PKCS #8.</param>
    public AsymmetricAlgorithm Read(byte[] pkcs8)
    {
        AsymmetricAlgorithm key = IsRsa ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }
}
