import sys,gzip,collections,re
b=open(sys.argv[1],'rb').read()
def leb(i):
    r=s=0
    while 1:
        c=b[i];i+=1;r|=(c&127)<<s;s+=7
        if c<128:return r,i
i=8;names={};sizes=[];nimp=0
while i<len(b):
    id=b[i];n,j=leb(i+1);end=j+n
    nm=''
    if id==0:
        l,k=leb(j);nm=b[k:k+l].decode()
        if nm=='name':
            k+=l
            while k<end:
                sid=b[k];sl,k2=leb(k+1)
                if sid==1:
                    c,p=leb(k2)
                    for _ in range(c):
                        x,p=leb(p);l2,p=leb(p);names[x]=b[p:p+l2].decode();p+=l2
                k=k2+sl
    if id==2:
        c,p=leb(j);
        for _ in range(c):
            for _ in range(2):
                l,p=leb(p);p+=l
            kind=b[p];p+=1
            if kind==0:_,p=leb(p);nimp+=1
            else: raise SystemExit('imp')
    if id==10:
        c,p=leb(j)
        for f in range(c):
            l,p=leb(p);sizes.append(l);p+=l
    print(id,nm,n,'gz',len(gzip.compress(b[j:end],9)))
    i=end
by=collections.Counter();tops=[]
for f,s in enumerate(sizes):
    n=names.get(f+nimp,'?')
    n2=re.sub(r'^<+','',n)
    m=re.match(r'[&(\[]*(?:mut )?([a-z_0-9]+)(::[a-z_]+)?(::[a-z_]+)?',n2)
    by[(m.group(1)+(m.group(2) or '')) if m else n]+=s;tops.append((s,n))
for k,v in by.most_common(45):print(v,k)
print()
for s,n in sorted(tops)[::-1][:60]:print(s,n[:150])
print('=====')
def dem(n):
    if n.startswith('_ZN'):
        i=3;out=[]
        while i<len(n) and n[i].isdigit():
            m=re.match(r'\d+',n[i:]);l=int(m.group());i+=m.end();out.append(n[i:i+l]);i+=l
        return '::'.join(out[:-1]).replace('$LT$','<').replace('$GT$','>').replace('$u20$',' ').replace('..','::').replace('$C$',',').replace('$RF$','&')
    m=re.match(r'_R.*?(?:Cs[0-9A-Za-z]+_)(\d+)_?([a-z_0-9]+)',n)
    return 'v0:'+(m.group(2)[:int(m.group(1))] if m else n)
by=collections.Counter();c2=collections.Counter()
for f,s in enumerate(sizes):
    d=dem(names.get(f+nimp,'?'))
    first=re.sub(r'^_?[<&]+','',d)
    if '<dueby::' in d or first.startswith('dueby::') or 'impl serde_core::de::Deserialize for dueby' in d or 'dueby::' in d:
        m=re.search(r'dueby::(\w+)(?:::(\w+))?',d); k='dueby::'+m.group(1)
        if 'Deserialize' in d or 'de::Visitor' in d:k+=' DE'
        elif 'Serialize' in d:k+=' SER'
        elif 'fmt::Debug' in d:k+=' DEBUG'
    else:
        m=re.match(r'(?:v0:)?[^a-z]*([a-z_0-9]+)',first);k=m.group(1) if m else first[:30]
        if k in('core','alloc','std','serde_core') : k=':'.join(first.split('::')[:3])[:50]
    by[k]+=s;c2[k]+=1
for k,v in by.most_common(70):print(v,c2[k],k)
