using Pulumi.Serialization;

namespace Pulumi;

public sealed class StringAsset(string text) : Asset(WireConstants.AssetMemberText, text);
